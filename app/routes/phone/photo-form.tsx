import { useEffect, useState, type ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { describedBy } from "#app/ui/controls/described-by.ts";
import { FieldFrame } from "#app/ui/controls/field-frame.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { useTexts } from "#app/ui/use-texts.tsx";

interface PhotoFormProps {
  readonly photos: readonly string[];
  /** Address of the page. */
  readonly base: string;
  readonly until: string;
  readonly secondsLeft: number;
  /** What is wrong with the photos that were sent last. */
  readonly error: ReactNode;
}

/** Takes photos, shows them as the pages that they become, and lets them be put in order. Plain forms. */
export function PhotoForm({ photos, base, until, secondsLeft, error }: PhotoFormProps) {
  const { t, plain } = useTexts("portal");
  return (
    <div className="stack">
      <form className="stack" method="post" encType="multipart/form-data">
        <FieldFrame
          name="photo"
          label={t(photos.length === 0 ? "phone.choose" : "phone.chooseMore")}
          error={error}
        >
          <input
            className="kern-form-input__input"
            id={idOf("photo")}
            name="photo"
            type="file"
            accept="image/*"
            capture="environment"
            multiple
            aria-invalid={error !== undefined || undefined}
            aria-describedby={describedBy("photo", { error })}
            onChange={({ currentTarget: { form, files } }) => {
              if (files && files.length > 0) form?.requestSubmit();
            }}
          />
        </FieldFrame>
        <div>
          <Button look={photos.length === 0 ? "primary" : "secondary"} name="intent" value="add">
            {t("phone.add")}
          </Button>
        </div>
      </form>
      {photos.length > 0 && (
        <form className="stack" method="post">
          <h2 className="section-title">{t("phone.pages", { count: photos.length })}</h2>
          <ol className="photo-list">
            {photos.map((photo, index) => (
              <li className="photo-list__photo" key={photo}>
                <img src={`${base}/${photo}`} alt={plain("phone.page", { number: index + 1 })} />
                <div className="photo-list__actions">
                  {index > 0 && <PhotoButton what="up" photo={photo} number={index + 1} />}
                  {index < photos.length - 1 && (
                    <PhotoButton what="down" photo={photo} number={index + 1} />
                  )}
                  <PhotoButton what="remove" photo={photo} number={index + 1} />
                </div>
              </li>
            ))}
          </ol>
          <div>
            <Button name="intent" value="done">
              {t("phone.finish")}
            </Button>
          </div>
        </form>
      )}
      <TimeLeft until={until} seconds={secondsLeft} />
    </div>
  );
}

interface PhotoButtonProps {
  readonly what: "up" | "down" | "remove";
  readonly photo: string;
  readonly number: number;
}

function PhotoButton({ what, photo, number }: PhotoButtonProps) {
  const { t } = useTexts("portal");
  return (
    <Button
      look="tertiary"
      name="intent"
      value={`${what}:${photo}`}
      context={t("phone.page", { number })}
    >
      {t(`phone.${what}`)}
    </Button>
  );
}

/** Until when the link works, with scripts counted down by minutes, lastly by seconds. Not spoken: it would never end. */
function TimeLeft({ until, seconds }: { readonly until: string; readonly seconds: number }) {
  const { t } = useTexts("portal");
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      setLeft(Math.max(0, Math.round((end - Date.now()) / 1000)));
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [seconds]);
  return (
    <p className="list-note">
      {t("phone.until", { time: until })}{" "}
      {left !== undefined &&
        (left >= 60
          ? t("phone.minutesLeft", { count: Math.ceil(left / 60) })
          : t("phone.secondsLeft", { count: left }))}
    </p>
  );
}
