import type { Page } from '@playwright/test';

export function layoutFaults(page: Page): Promise<string[]>;
