import { LanguageMenu, type LanguageLink } from "./language-menu.tsx";
import { useTexts } from "./use-texts.tsx";

const product = "Einmal";

/** A coat of arms, in two sizes of picture. */
export interface ShellArms {
  readonly small: string;
  readonly large: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

interface ShellHeaderProps {
  readonly municipality: { readonly name: string; readonly href: string } | undefined;
  readonly arms: ShellArms | undefined;
  readonly languages: readonly LanguageLink[];
}

/** The band at the top: product, municipality, languages. */
export function ShellHeader({ municipality, arms, languages }: ShellHeaderProps) {
  const { plain } = useTexts("portal");
  return (
    <div className="shell__header">
      <div className="shell__inner">
        <div className="brand">
          <a className="brand__product" href="/" aria-label={plain("shell.home", { product })}>
            <svg className="brand__sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
              <rect width="32" height="32" rx="7" fill="#fff" />
              <path
                d="M8 17l5.5 5.5L24.5 10"
                fill="none"
                stroke="#0a2a7a"
                strokeWidth="4"
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
            {product}
          </a>
          {municipality && (
            <span className="brand__municipality">
              <a href={municipality.href}>
                {arms && (
                  <img
                    className="brand__arms"
                    src={arms.small}
                    srcSet={`${arms.large} 2x`}
                    width={arms.width}
                    height={arms.height}
                    alt={arms.alt}
                  />
                )}
                {municipality.name}
              </a>
            </span>
          )}
        </div>
        <LanguageMenu languages={languages} />
      </div>
    </div>
  );
}
