import { afterQuietHours, nextDailyAt, type QuietHours } from '@domain/reminders';
import { type EmailMode, type MessageKind, messageKinds } from './message-kind';

/** What a person chose. Minutes are local minutes after midnight in the installation's time zone. */
export interface Preferences {
  /** Kinds that differ from the default. */
  email: Partial<Record<MessageKind, EmailMode>>;
  /** All that would be sent at once waits for the daily digest instead. */
  digest: boolean;
  /** When the digest goes out. */
  digestAt: number;
  /** No e-mail rings in this time; null: none is kept quiet. */
  quiet: QuietHours | null;
}

export const defaultPreferences: Preferences = {
  email: {},
  digest: false,
  digestAt: 8 * 60 + 30,
  quiet: { from: 21 * 60, to: 7 * 60 + 30 },
};

export interface Delivery {
  digest: boolean;
  after: Date;
}

/** When an e-mail of this kind goes to a person, or null where they want none. */
export function emailDelivery(
  preferences: Preferences,
  kind: MessageKind,
  now: Date,
  timeZone: string,
): Delivery | null {
  const mode = preferences.email[kind] ?? messageKinds[kind].email;
  if (mode === 'off') return null;
  if (mode === 'digest' || preferences.digest)
    return { digest: true, after: nextDailyAt(now, preferences.digestAt, timeZone) };
  return { digest: false, after: afterQuietHours(now, preferences.quiet, timeZone) };
}
