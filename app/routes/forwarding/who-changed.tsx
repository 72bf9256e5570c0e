interface WhoChangedProps {
  readonly when: string;
  readonly who: string;
  /** Empty: nobody had to confirm it. */
  readonly confirmed: string;
}

/** When something was changed, by whom, and who confirmed it. */
export function WhoChanged({ when, who, confirmed }: WhoChangedProps) {
  return (
    <>
      <div>{when}</div>
      <div>{who}</div>
      {confirmed !== "" && <div>{confirmed}</div>}
    </>
  );
}
