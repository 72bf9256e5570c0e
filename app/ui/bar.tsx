/** A number drawn beside its text, which says it all: hidden from those who hear it. `share`: from 0 to 1. */
export function Bar({ share }: { readonly share: number }) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar__whole" width="100" height="8" />
      <rect className="bar__part" width={width} height="8" />
    </svg>
  );
}
