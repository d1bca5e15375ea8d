import { useTranslation } from 'react-i18next';
import type { Passage } from '../../report/passage';

/** A passage that a comment, a finding or another report is about; without a number while it is being written about. */
export interface Marked extends Passage {
  number: number | null;
  section: string;
}

/** A comment on something that is no passage: an indicator or a row of the problem list. */
export interface Remark {
  id: string;
  number: number | null;
}

/** The numbers that end a marked passage, each leading to what is said about it. */
export function MarkNumbers({ marks, onOpen }: { marks: Remark[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('review');
  return marks.map(
    ({ id, number }) =>
      number !== null && (
        <sup key={id}>
          <button type="button" aria-label={t('toCard', { number })} onClick={() => onOpen(id)}>
            {number}
          </button>
        </sup>
      ),
  );
}

/** Attributes by which the cards find the row that they are about. */
export const remarked = (remarks: Remark[]) =>
  remarks.length > 0 ? { 'data-marks': remarks.map(({ id }) => id).join(' ') } : {};
