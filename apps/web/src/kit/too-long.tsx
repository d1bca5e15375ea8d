import { useTranslation } from 'react-i18next';

/** Characters as people count them: a rare character is one, though it is stored as two. */
export const lengthOf = (text: string): number => (text.length < 32 ? [...text].length : countOf(text));

function countOf(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length - 1; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) pairs += 1;
  }
  return text.length - pairs;
}

export const isTooLong = (text: string | undefined, limit: number): boolean => lengthOf(text ?? '') > limit;

/** By how much a text is too long, below its field. Nothing that was typed or pasted is ever cut. */
export function TooLong({ text, limit }: { text: string | undefined; limit: number }) {
  const { t } = useTranslation();
  const over = lengthOf(text ?? '') - limit;
  if (over <= 0) return null;
  return (
    <span className="hot" role="alert">
      {t('tooLong', { over: over.toLocaleString(), limit: limit.toLocaleString() })}
    </span>
  );
}
