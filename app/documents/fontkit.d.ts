// What is used of fontkit 2.0, which pdfkit is built on and which has no types of its own.
declare module "fontkit" {
  export interface Font {
    layout(text: string): unknown;
  }
  export function openSync(path: string): Font;
}
