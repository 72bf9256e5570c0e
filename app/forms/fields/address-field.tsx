import { useTranslation } from "react-i18next";
import { controlName } from "#app/domain/read-field.ts";
import { FieldsetFrame } from "#app/ui/controls/fieldset-frame.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { countriesIn } from "../countries.ts";
import { useFormTools } from "../form-tools.ts";
import { frameOf } from "../frame-of.ts";
import { typedIn, type FieldProps } from "./field-props.ts";
import { PartInput } from "./part-input.tsx";

export function AddressField({ field, name }: FieldProps<"address">) {
  const tools = useFormTools();
  // The question belongs to the citizen's own address only where its author says so.
  const own = field.autocomplete !== undefined;
  const token = (word: string) => (own ? word : undefined);
  // Parts of a whole that may be left out are not marked one by one.
  const optional = field.required;
  const required = field.required && name === field.name;
  return (
    <FieldsetFrame {...frameOf(field, name, tools)} anchor layout="grid">
      <div className="field-grid__wide">
        <PartInput name={name} part="street" required={required} token={token("address-line1")} />
      </div>
      <div className="field-grid__narrow">
        <PartInput name={name} part="houseNumber" optional={optional} />
      </div>
      <div className="field-grid__full">
        <PartInput name={name} part="addition" optional={optional} token={token("address-line2")} />
      </div>
      <div className="field-grid__narrow">
        <PartInput name={name} part="postalCode" required={required} token={token("postal-code")} />
      </div>
      <div className="field-grid__wide">
        <PartInput name={name} part="city" required={required} token={token("address-level2")} />
      </div>
      {field.options.country === true && (
        <div className="field-grid__full">
          <CountrySelect name={name} token={token("country")} />
        </div>
      )}
    </FieldsetFrame>
  );
}

function CountrySelect({ name, token }: { name: string; token: string | undefined }) {
  const tools = useFormTools();
  const { i18n } = useTranslation("countries");
  const control = controlName(name, "country");
  return (
    <Select
      name={control}
      label={tools.say("country")}
      error={tools.errorOf(control)}
      options={countriesIn(i18n)}
      defaultValue={typedIn(tools, name, "country") ?? "DE"}
      autoComplete={token}
      binding={tools.bind(control)}
    />
  );
}
