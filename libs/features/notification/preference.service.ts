import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { defaultPreferences, type Preferences } from './preferences';

/** What each person wants to be sent, and how. */
@Injectable()
export class PreferenceService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async of(userId: string): Promise<Preferences> {
    const [row] = await this.database.query<{ settings: Partial<Preferences> }>(
      'SELECT settings FROM notification_preference WHERE user_id = $1',
      [userId],
    );
    return { ...defaultPreferences, ...row?.settings };
  }

  async save(userId: string, preferences: Preferences): Promise<Preferences> {
    await this.database.query(
      `INSERT INTO notification_preference (user_id, settings, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at`,
      [userId, JSON.stringify(preferences), this.clock.now()],
    );
    return preferences;
  }
}
