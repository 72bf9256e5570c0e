import { expect, test } from "vitest";
import { isPublicAddress, reach } from "./reach.server.ts";

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.0.1",
  "192.168.178.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fd00::1",
  "fe80::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "no address",
])("%s is not open to destinations", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["8.8.8.8", "172.32.0.1", "192.169.0.1", "2a00:1450:4001:81d::200e", "::ffff:8.8.8.8"])(
  "%s is",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test("the loopback interface is reached only where the operator allows it", async () => {
  await expect(reach("localhost", true)).resolves.toMatch(/^(127\.0\.0\.1|::1)$/);
  await expect(reach("localhost", false)).rejects.toThrow("may not be reached");
  await expect(reach("[::1]", false)).rejects.toThrow("may not be reached");
});

test("a name that does not exist is told", async () => {
  await expect(reach("nirgendwo.invalid", true)).rejects.toThrow("there is no host");
});
