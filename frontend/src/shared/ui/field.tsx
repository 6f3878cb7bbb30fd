import type { ReactNode } from 'react';
import './field.css';

interface Props {
  id: string;
  label: string;
  error?: string;
  children: ReactNode;
}

/** A labelled input with its error beneath, for the few forms of the first load; the error is read out with the input
 * when that names `${id}-error` in aria-describedby. */
export function Field({ id, label, error, children }: Props) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      <p className="field-error" id={`${id}-error`} role={error ? 'alert' : undefined}>
        {error}
      </p>
    </div>
  );
}
