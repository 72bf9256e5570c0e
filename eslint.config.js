import js from "@eslint/js";
// @ts-expect-error -- comes without types
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const tests = ["**/*.test.{ts,tsx,mjs}", "**/fixtures/**", "e2e/**", "bench/**"];

export default defineConfig(
  {
    ignores: [
      "node_modules/",
      "build/",
      ".data/",
      ".cache/",
      "test-results/",
      "playwright-report/",
      "bench/results/",
      "public/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Remix answers by throwing a Response.
      "@typescript-eslint/only-throw-error": [
        "error",
        { allow: [{ from: "lib", name: "Response" }], allowThrowingUnknown: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: false },
      ],
      "@typescript-eslint/prefer-nullish-coalescing": "error",
      // Spreading a string gives code points, which is what is wanted wherever characters are counted.
      "@typescript-eslint/no-misused-spread": [
        "error",
        { allow: [{ from: "lib", name: "string" }, "string"] },
      ],
      // Default values of destructured parts keep "absent" out of the code behind them.
      "@typescript-eslint/no-useless-default-assignment": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { args: "all", argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "no-console": "error",
      eqeqeq: "error",
      "max-lines": ["error", { max: 250, skipBlankLines: false, skipComments: false }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message:
            "Configuration is read once, in app/platform/config.server.ts; take it from there as an argument.",
        },
      ],
    },
  },
  {
    files: ["**/*.tsx"],
    ...jsxA11y.flatConfigs.strict,
  },
  { files: ["app/**/*.tsx", "app/**/*.ts"], ...reactHooks.configs.flat["recommended-latest"] },
  {
    // The engine is pure: it runs in the browser and on the server, and time is an argument.
    files: ["app/domain/**/*.ts"],
    ignores: tests,
    rules: {
      "no-restricted-globals": [
        "error",
        ...["process", "Buffer", "window", "document", "fetch", "navigator", "setTimeout"].map(
          (name) => ({ name, message: "The engine knows neither Node nor the browser." }),
        ),
      ],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Time is an argument of the engine." },
        { object: "Math", property: "random", message: "Chance is an argument of the engine." },
      ],
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["node:*"], message: "The engine knows nothing of Node." }] },
      ],
    },
  },
  {
    files: [
      "server.ts",
      "scripts/**",
      "bin/**",
      "e2e/**",
      "bench/**",
      "**/*.test.ts",
      "db/embedded.ts",
      "db/embedded/**",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: tests,
    rules: {
      "max-lines": ["error", { max: 600 }],
      // What is skipped is said aloud.
      "no-console": ["error", { allow: ["warn"] }],
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      globals: {
        process: "readonly",
        URL: "readonly",
        module: "writable",
        setInterval: "readonly",
      },
    },
    rules: {
      // Parsed JSON has no type here.
      "@typescript-eslint/restrict-plus-operands": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
    },
  },
);
