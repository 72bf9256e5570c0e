import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Outlet,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteLoaderData,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNonce } from "./http/nonce.ts";
import { sharedDeviceIdle, sharedDeviceKey } from "./http/shared-device.server.ts";
import { useResponseStatus } from "./http/response-status.ts";
import { lackingOf } from "./i18n/create-i18n.ts";
import { formatTime } from "./i18n/format.ts";
import { directionOf, languages } from "./i18n/languages.ts";
import { languageLinks, negotiateLanguage, switchLanguage } from "./i18n/negotiate-language.ts";
import { isReviewed } from "./i18n/text-files.server.ts";
import { ErrorPage, useTownOfError } from "./routes/error-page.tsx";
import { frameOf, languagesOf, scriptStartOf, textsOf, type Frame } from "./routes/frame.ts";
import { useDocumentTitle, useFocusOnNewPage } from "./routes/new-page.ts";
import { PageScripts } from "./routes/page-scripts.tsx";
import { townFrameOf } from "./routes/town-frame.server.ts";
import regular from "./styles/fonts/fira-sans-regular-latin.woff2?url";
import semibold from "./styles/fonts/fira-sans-semibold-latin.woff2?url";
import styles from "./styles/main.css?url";
import { Shell } from "./ui/shell.tsx";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  // Every page has them, and the first drawing takes only what is there (fonts.css).
  ...[regular, semibold].map((href) => ({
    rel: "preload" as const,
    as: "font" as const,
    type: "font/woff2",
    crossOrigin: "anonymous" as const,
    href,
  })),
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const switched = switchLanguage(request);
  if (switched) throw switched;
  const end = new Date(portal.clock().getTime() + sharedDeviceIdle * 1000);
  return {
    ...(await townFrameOf(portal, townIn(request.url) ?? "")),
    demo: portal.config.mode === "demo",
    unreviewed: languages.filter((language) => !isReviewed(language)),
    ...(sharedDeviceKey(request) && {
      shared: { idle: sharedDeviceIdle, until: formatTime(end, negotiateLanguage(request)) },
    }),
  };
}

/** Language and mode change with a new document only; look and authority with the municipality, e.g. with a draft that moves. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) =>
  townIn(currentUrl.href) !== townIn(nextUrl.href);

/** The part of an address that names a municipality, if any does. */
function townIn(address: string): string | undefined {
  const [, first, second] = new URL(address).pathname.split("/");
  return (first === "rueckmeldung" ? second : first)?.replace(/\.data$/, "");
}

/** The document around every page, error pages included. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation("portal");
  const nonce = useNonce();
  const matches = useMatches();
  const status = useResponseStatus();
  const title = useDocumentTitle();
  const root = useRouteLoaderData<typeof loader>("root");
  const { shared } = root ?? {};
  const look = frameOf(matches)?.town?.look ?? root?.look;
  const wish = shared ? "atOnce" : scriptStartOf(matches, status);
  // In the browser they run already: there the next page goes on with them.
  const start = wish ?? (import.meta.env.SSR ? undefined : "atOnce");
  useFocusOnNewPage();
  return (
    <html
      lang={i18n.language}
      dir={directionOf(i18n.language)}
      data-texts={textsOf(matches)?.join(" ")}
      data-lacking={lackingOf(i18n)}
      data-status={status}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <Links />
        {look?.styles !== undefined && <link rel="stylesheet" href={look.styles} />}
        {shared && (
          // With scripts the page itself leaves, unless somebody is typing.
          <noscript>
            <meta httpEquiv="refresh" content={`${String(shared.idle)};url=/gemeinsam/ende`} />
          </noscript>
        )}
      </head>
      <body>
        {children}
        {start && <ScrollRestoration nonce={nonce} />}
        {start && <PageScripts nonce={nonce} start={start} />}
      </body>
    </html>
  );
}

export default function Root() {
  return (
    <Framed>
      <Outlet />
    </Framed>
  );
}

export function ErrorBoundary() {
  return (
    <Framed municipality={useTownOfError()}>
      <ErrorPage />
    </Framed>
  );
}

interface FramedProps {
  /** Whose page it is, where no page was loaded that says so. */
  readonly municipality?: Frame["municipality"];
  readonly children: ReactNode;
}

function Framed({ municipality: given, children }: FramedProps) {
  const data = useRouteLoaderData<typeof loader>("root");
  const { pathname, search, key } = useLocation();
  const { i18n } = useTranslation("portal");
  const matches = useMatches();
  const { municipality = given, town = data, staff, trial, wide } = frameOf(matches) ?? {};
  // A town that says nothing of how it is reached has its name there.
  const authority = town?.authority ?? municipality;
  return (
    <Shell
      municipality={municipality}
      look={town?.look}
      authority={staff ? undefined : authority}
      path={pathname}
      languages={languageLinks(pathname + search, languagesOf(matches))}
      unreviewed={data?.unreviewed.some((language) => language === i18n.language)}
      demo={data?.demo ?? false}
      shared={data?.shared && { ...data.shared, page: key, href: pathname + search }}
      trial={trial}
      staff={staff}
      wide={wide}
    >
      {children}
    </Shell>
  );
}
