import { Scripts } from "@remix-run/react";
import { Fragment, isValidElement, type ReactElement, type ReactNode } from "react";
import { startAtFirstTouch } from "./first-touch.ts";
import type { ScriptStart } from "./frame.ts";

/** In the browser it has run already. */
const starter = import.meta.env.SSR ? `(${String(startAtFirstTouch)})()` : "";

interface PageScriptsProps {
  readonly nonce: string;
  readonly start: ScriptStart;
}

/**
 * The scripts of Remix: loaded with the page, or when somebody first touches it. Called here and not put into the
 * page, so that what it draws can be put off; server and browser must draw the same.
 */
export function PageScripts({ nonce, start }: PageScriptsProps): ReactNode {
  const drawn = Scripts({ nonce });
  return start === "atOnce" ? drawn : putOff(drawn, nonce);
}

/** What `Scripts` draws: links to the modules, then a script with the data and one that imports the modules. */
function putOff(drawn: ReactNode, nonce: string): ReactNode {
  const elements = elementsIn(drawn);
  const modules = elements.filter(({ type }) => type === "link").map(({ props }) => props.href);
  const main = elements.find(({ type, props }) => type === "script" && props.type === "module");
  // In the browser there is nothing any more once the page is at work.
  if (!main) return drawn;
  const others = elements.filter((one) => one.type === "script" && one !== main);
  return (
    <>
      {others.map((script, index) => (
        <Fragment key={index}>{script}</Fragment>
      ))}
      {/* No type that browsers run. */}
      <script
        nonce={nonce}
        type="text/x-module"
        data-modules={modules.join(" ")}
        dangerouslySetInnerHTML={main.props.dangerouslySetInnerHTML}
        suppressHydrationWarning
      />
      <script
        nonce={nonce}
        dangerouslySetInnerHTML={{ __html: starter }}
        suppressHydrationWarning
      />
    </>
  );
}

type Drawn = ReactElement<{
  readonly children?: ReactNode;
  readonly href?: string;
  readonly type?: string;
  readonly dangerouslySetInnerHTML?: { readonly __html: string };
}>;

/** The elements in their order, without the fragments around them. */
function elementsIn(node: ReactNode): readonly Drawn[] {
  if (Array.isArray(node)) return node.flatMap(elementsIn);
  if (!isValidElement(node)) return [];
  const element = node as Drawn;
  return element.type === Fragment ? elementsIn(element.props.children) : [element];
}
