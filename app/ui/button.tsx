import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonLook = "primary" | "secondary" | "tertiary" | "danger";

interface ButtonProps {
  readonly look?: ButtonLook;
  /** What the press asks for. */
  readonly name?: string;
  readonly value?: string;
  readonly icon?: IconName;
  /** Behind the words, for those who do not see what the button stands beside. */
  readonly context?: ReactNode;
  /** Id of a form elsewhere on the page. */
  readonly form?: string;
  readonly children: ReactNode;
}

/** A button that sends its form. */
export function Button({ look = "primary", name, value, form, ...label }: ButtonProps) {
  return (
    <button className={classOf(look)} type="submit" name={name} value={value} form={form}>
      <ButtonLabel {...label} />
    </button>
  );
}

interface LinkButtonProps extends Pick<ButtonProps, "look" | "icon" | "context" | "children"> {
  readonly href: string;
  /** Offers the target as a file. */
  readonly download?: boolean;
}

/** A link that is the next step of its page, and looks like it. */
export function LinkButton({ look = "primary", href, download, ...label }: LinkButtonProps) {
  return (
    <a className={classOf(look)} href={href} download={download}>
      <ButtonLabel {...label} />
    </a>
  );
}

function ButtonLabel({
  icon,
  context,
  children,
}: Pick<ButtonProps, "icon" | "context" | "children">) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span className="kern-label">
        {children}
        {context !== undefined && <span className="visually-hidden"> {context}</span>}
      </span>
    </>
  );
}

function classOf(look: ButtonLook): string {
  return look === "danger" ? "kern-btn button--danger" : `kern-btn kern-btn--${look}`;
}
