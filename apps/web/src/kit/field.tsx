import { type ReactNode, useId } from 'react';

/** A label over its control; the control takes the id. What is wrong with it stands below, and is said aloud. */
export function Field({
  label,
  hint,
  fault,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  fault?: string;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={fault ? 'field faulty' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {fault && (
        <p className="hot" role="alert">
          {fault}
        </p>
      )}
      {hint && <p className="hint">{hint}</p>}
    </div>
  );
}
