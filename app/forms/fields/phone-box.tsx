import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { QrCode } from "#app/ui/qr-code.tsx";
import { useFormTools, type ShownCapture } from "../form-tools.ts";
import { said } from "../shown.tsx";

/** The phone as a scanner: the code that it has to see, and what it has sent. */
export function PhoneBox({ name, capture }: { name: string; capture: ShownCapture | undefined }) {
  const { say, uploads } = useFormTools();
  if (!capture)
    return (
      <ActionButton intent={`capture:${name}`} look="tertiary">
        {said(say, "phone.start")}
      </ActionButton>
    );
  const { id, link, qr, until, photos, waits } = capture;
  return (
    <section className="phone-box" aria-label={say("phone.start")}>
      <p>{said(say, waits ? "phone.waits" : "phone.how")}</p>
      {!waits && (
        <>
          <QrCode squares={qr} label={say("phone.code")} />
          <p>
            {said(say, "phone.orLink")}{" "}
            <a className="kern-link phone-box__link" href={link} target="_blank" rel="noreferrer">
              <bdi dir="ltr">{link}</bdi>
              <span className="visually-hidden"> {said(say, "phone.newTab")}</span>
            </a>
          </p>
          <p>{said(say, "phone.until", { time: until })}</p>
        </>
      )}
      <p role="status">{said(say, "phone.photos", { count: photos.length })}</p>
      {photos.length > 0 && !waits && (
        <ul className="phone-box__photos">
          {photos.map((photo, index) => (
            <li key={photo}>
              <img
                src={`${new URL(link).pathname}/${photo}`}
                alt={say("phone.photo", { number: index + 1 })}
                loading="lazy"
              />
            </li>
          ))}
        </ul>
      )}
      <div className="phone-box__actions">
        {(!uploads || waits) && (
          <ActionButton intent={`refresh:${name}`}>{said(say, "phone.refresh")}</ActionButton>
        )}
        <ActionButton intent={`endCapture:${name}:${id}`} look="tertiary">
          {said(say, "phone.end")}
        </ActionButton>
      </div>
    </section>
  );
}
