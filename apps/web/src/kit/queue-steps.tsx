import { Button } from './button';
import { Icon } from './icon';
import styles from './queue-steps.module.css';

/** Where one stands in a queue of things to decide, with K and J to the one before and the next. */
export function QueueSteps({
  place,
  previous,
  next,
  standing,
  goesOn = place !== null && place.index < place.count - 1,
  onPrevious,
  onNext,
}: {
  /** `index` counts from 0; null where this is not in the queue. */
  place: { index: number; count: number } | null;
  previous: string;
  next: string;
  /** 第1/2件; shown with a place only. */
  standing: (place: { n: number; count: number }) => string;
  /** There is a next one; told apart from the place where this one has left the queue. */
  goesOn?: boolean;
  onPrevious: () => void;
  onNext: () => void;
}) {
  return (
    <div className={styles.steps}>
      <Button text aria-label={previous} disabled={!place || place.index === 0} onClick={onPrevious}>
        <Icon name="back" />
        <kbd className="desk-only">K</kbd>
      </Button>
      {place && <span className="no-wrap">{standing({ n: place.index + 1, count: place.count })}</span>}
      <Button text aria-label={next} disabled={!goesOn} onClick={onNext}>
        <kbd className="desk-only">J</kbd>
        <Icon name="next" />
      </Button>
    </div>
  );
}
