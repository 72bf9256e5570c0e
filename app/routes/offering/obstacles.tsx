import type { WordedCheck } from "./readiness-words.server.ts";

/** What has to be put in order first, each with the way to mend it. */
export function Obstacles({ checks }: { readonly checks: readonly WordedCheck[] }) {
  return (
    <ul>
      {checks.map(({ name, found, remedy }, index) => (
        <li key={String(index)}>
          <strong>{name}:</strong> {found}{" "}
          {remedy?.href === undefined ? (
            remedy?.text
          ) : (
            <a className="plain-link" href={remedy.href}>
              {remedy.text}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
