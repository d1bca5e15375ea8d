/** A grey bar in the place of a line of text. */
export function Bar({ width, height, top }: { width?: string; height?: number; top?: number }) {
  return <span className="skeleton" style={{ width, height, marginTop: top }} />;
}

const widths = ['92%', '84%', '96%', '60%', '88%', '72%', '94%', '66%'];

/** Up to eight lines of text not there yet; said once to screen readers. */
export function TextSkeleton({ lines = 4, label }: { lines?: number; label: string }) {
  return (
    <div aria-busy="true" className="skeleton-text">
      <p className="spoken-only">{label}</p>
      {widths.slice(0, lines).map((width) => (
        <Bar key={width} width={width} top={12} />
      ))}
    </div>
  );
}
