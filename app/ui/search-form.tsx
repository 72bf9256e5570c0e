import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface SearchFormProps {
  /** Address that answers; the search is in its query. */
  readonly action: string;
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly button: ReactNode;
  readonly defaultValue?: string | undefined;
  readonly autoComplete?: string;
  /** Further parts of the query that are kept. */
  readonly hidden?: Readonly<Record<string, string>>;
}

/** A question whose answer is a list: a form of its own, sent by GET, so that results can be bookmarked. */
export function SearchForm(props: SearchFormProps) {
  const { action, name, label, hint, button, defaultValue, autoComplete, hidden = {} } = props;
  const id = `search-${name}`;
  return (
    <form className="search-form" method="get" action={action} role="search">
      <label className="search-form__label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className="search-form__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {Object.entries(hidden).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <div className="search-form__row">
        <input
          className="kern-form-input__input"
          id={id}
          name={name}
          type="search"
          dir="auto"
          defaultValue={defaultValue}
          autoComplete={autoComplete}
          maxLength={100}
          spellCheck={false}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        />
        <button className="kern-btn kern-btn--primary" type="submit">
          <Icon name="search" />
          <span className="kern-label">{button}</span>
        </button>
      </div>
    </form>
  );
}
