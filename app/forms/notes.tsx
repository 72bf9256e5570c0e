import type { ShownText } from "#app/domain/page-form.ts";
import { useFormTools } from "./form-tools.ts";
import { said, shown } from "./shown.tsx";

/** So many are read on the way; more stand behind a disclosure. */
const mostInTheOpen = 2;

/** Rules that the form itself does not watch, for the citizen to observe. */
export function Notes({ notes = [] }: { notes: readonly ShownText[] | undefined }) {
  const { say } = useFormTools();
  if (notes.length === 0) return null;
  if (notes.length > mostInTheOpen) {
    return (
      <details className="help">
        <summary>{said(say, "notes", { count: notes.length })}</summary>
        <ul className="kept-lines">
          {notes.map((note) => (
            <li key={note.text}>{shown(note)}</li>
          ))}
        </ul>
      </details>
    );
  }
  return (
    <>
      {notes.map((note) => (
        <p className="kern-hint kept-lines" key={note.text}>
          {said(say, "note")} {shown(note)}
        </p>
      ))}
    </>
  );
}
