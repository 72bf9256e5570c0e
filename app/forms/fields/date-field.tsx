import type { ReactNode } from "react";
import { controlName } from "#app/domain/read-field.ts";
import { DateParts, type DatePart } from "#app/ui/controls/date-parts.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useFormTools, type FormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { typedIn, type FieldProps } from "./field-props.ts";

type DateProps = FieldProps<"date"> | FieldProps<"partialDate"> | FieldProps<"dateTime">;

const dateParts = ["day", "month", "year"];

/** The error stands once, under the question; the part that causes it is marked. */
function partsOf(
  { kind, autocomplete, required, name: fieldName }: DateProps["field"],
  name: string,
  tools: FormTools,
): { parts: readonly DatePart[]; error: ReactNode } {
  const { say, errorOf, bind } = tools;
  const names = kind === "dateTime" ? [...dateParts, "time"] : dateParts;
  const errors = names.map((part) => errorOf(controlName(name, part)));
  const first = errors.findIndex((error) => error !== undefined);
  const parts = names.map((part, index): DatePart => {
    const control = controlName(name, part);
    return {
      name: control,
      label: say(part),
      width: part === "year" ? 4 : part === "time" ? 5 : 2,
      defaultValue: typedIn(tools, name, part),
      autoComplete: autocomplete === "bday" ? `bday-${part}` : undefined,
      invalid: index === first,
      required: required && name === fieldName && (kind !== "partialDate" || part === "year"),
      binding: bind(control),
      ...(part === "time" && {
        inputMode: "text" as const,
        dir: "ltr" as const,
        suffix: say("clock") || undefined,
      }),
    };
  });
  return { parts, error: errorOf(name) ?? errors[first] };
}

export function DateField({ field, name }: DateProps) {
  const tools = useFormTools();
  const { parts, error } = partsOf(field, name, tools);
  const hint = tools.say(field.kind === "partialDate" ? "partialDateHint" : "dateHint");
  return <DateParts {...frameOf(field, name, tools, hint)} error={error} parts={parts} />;
}

export function TimeField({ field, name }: FieldProps<"time">) {
  const tools = useFormTools();
  return (
    <TextInput
      {...frameOf(field, name, tools, tools.say("timeHint"))}
      defaultValue={typedIn(tools, name)}
      width={5}
      dir="ltr"
      suffix={tools.say("clock") || undefined}
      binding={tools.bind(name)}
    />
  );
}
