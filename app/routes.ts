import { siteMap } from "../remix.config.js";

/** The routes as Remix wants them (`v3_routeConfig`). The home page is the index. */
export default siteMap.map(({ path, file }) =>
  path === "/" ? { index: true, file } : { path: path.slice(1), file },
);
