import { describe, expect, it } from "vitest";
import { renderOnce } from "./rendered-pages.server.ts";

describe("a page that is the same for everybody", () => {
  it("is rendered once and gets the nonce of each response", () => {
    let count = 0;
    const render = (nonce: string) => {
      count += 1;
      return `<script nonce="${nonce}"></script><script nonce="${nonce}"></script>`;
    };
    expect(renderOnce("a", "first", render)).toBe(
      '<script nonce="first"></script><script nonce="first"></script>',
    );
    expect(renderOnce("a", "second", render)).toBe(
      '<script nonce="second"></script><script nonce="second"></script>',
    );
    expect(count).toBe(1);
  });

  it("is another one under another key", () => {
    expect(renderOnce("b", "n", () => "b")).toBe("b");
    expect(renderOnce("c", "n", () => "c")).toBe("c");
  });

  it("gives way to newer ones, the least used first", () => {
    renderOnce("old", "n", () => "old");
    renderOnce("used", "n", () => "used");
    for (let count = 0; count < 399; count += 1) {
      renderOnce("used", "n", () => "rendered again");
      renderOnce(`new ${String(count)}`, "n", () => "new");
    }
    expect(renderOnce("used", "n", () => "rendered again")).toBe("used");
    expect(renderOnce("old", "n", () => "rendered again")).toBe("rendered again");
  });

  it("gives way to few long ones too", () => {
    renderOnce("early", "n", () => "early");
    for (let count = 0; count < 90; count += 1)
      renderOnce(`long ${String(count)}`, "n", () => "x".repeat(90_000));
    expect(renderOnce("long 89", "n", () => "rendered again")).not.toBe("rendered again");
    expect(renderOnce("early", "n", () => "rendered again")).toBe("rendered again");
  });

  it("is not kept where it is very long", () => {
    const long = "x".repeat(100_001);
    renderOnce("long", "n", () => long);
    expect(renderOnce("long", "n", () => "rendered again")).toBe("rendered again");
  });
});
