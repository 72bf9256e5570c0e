import { useNavigation, useSubmit } from "@remix-run/react";
import type { PageFormProps } from "./form-props.ts";
import { NativeForm } from "./native-form.tsx";

/** The form of one page, sent through Remix where scripts run and by the browser itself where they do not. */
export function PageForm(props: PageFormProps) {
  const submit = useSubmit();
  const { state } = useNavigation();
  return (
    <NativeForm
      {...props}
      sending={state !== "idle"}
      send={(submitter) => {
        submit(submitter);
      }}
    />
  );
}
