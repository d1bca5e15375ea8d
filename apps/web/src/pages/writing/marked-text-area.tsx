import { ordinaryText } from '@domain/text';
import { type ClipboardEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { type Passage, pieces } from '../../report/passage';
import styles from './marked-text-area.module.css';

export interface Mark extends Passage {
  kind: 'comment' | 'error' | 'warning';
  /** The comment's number, shown at the end of its passage. */
  number?: number;
}

export interface MarkedTextAreaHandle {
  focus: () => void;
  /** Selects a mark's passage and brings it into view. */
  reveal: (id: string) => void;
  /** Distance of a mark's passage from the top of the field, in pixels. */
  topOf: (id: string) => number | null;
}

/** Offers what comes out of a PDF as ordinary characters and line ends; the browser's undo takes it back. */
function pasteOrdinary(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const text = event.clipboardData.getData('text/plain');
  const ordinary = ordinaryText(text);
  if (ordinary === text) return;
  event.preventDefault();
  document.execCommand('insertText', false, ordinary);
}

/**
 * A text field that shows what others marked in its text. The browser's own field does the editing
 * (input methods, undo, spelling); a mirror beneath it, laid out alike, carries the marks and gives
 * the field its height.
 */
export function MarkedTextArea({
  ref,
  id,
  label,
  value,
  marks,
  onChange,
  onFocus,
}: {
  ref?: Ref<MarkedTextAreaHandle>;
  id: string;
  label: string;
  value: string;
  marks: Mark[];
  onChange: (value: string) => void;
  onFocus?: () => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const markOf = (markId: string) =>
    mirror.current?.querySelector<HTMLElement>(`[data-marks~="${CSS.escape(markId)}"]`) ?? null;

  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    reveal: (markId) => {
      const mark = marks.find((candidate) => candidate.id === markId);
      field.current?.focus({ preventScroll: true });
      if (mark) field.current?.setSelectionRange(mark.from, mark.to);
      (markOf(markId) ?? field.current)?.scrollIntoView({ block: 'center' });
    },
    topOf: (markId) => markOf(markId)?.offsetTop ?? null,
  }));

  return (
    <div className={`${styles.editor} ${styles.area}`}>
      <div className={styles.mirror} ref={mirror} aria-hidden="true">
        {pieces(value, marks).map((piece) => {
          if (piece.ids.length === 0) return <span key={piece.from}>{piece.text}</span>;
          const covering = marks.filter((mark) => piece.ids.includes(mark.id));
          const numbers = covering.filter((mark) => mark.number && piece.ends.includes(mark.id));
          return (
            <mark
              key={piece.from}
              className={
                covering.some((mark) => mark.kind === 'comment')
                  ? undefined
                  : covering.some((mark) => mark.kind === 'error')
                    ? 'mistake'
                    : styles.warned
              }
              data-marks={piece.ids.join(' ')}
            >
              {piece.text}
              {numbers.map((mark) => (
                <sup key={mark.id}>{mark.number}</sup>
              ))}
            </mark>
          );
        })}
        {'\u200b'}
      </div>
      <textarea
        ref={field}
        id={id}
        aria-label={label}
        value={value}
        spellCheck={false}
        onFocus={onFocus}
        onPaste={pasteOrdinary}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
