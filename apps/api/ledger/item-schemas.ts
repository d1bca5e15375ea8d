// Shapes of single values that the answers about items share.
export const noted = { type: String, nullable: true, maxLength: 2000 } as const;
export const named = { type: String, nullable: true, maxLength: 100 } as const;
export const day = { type: String, format: 'date' } as const;
export const dayOrNull = { ...day, nullable: true } as const;
export const instant = { type: String, format: 'date-time' } as const;
export const instantOrNull = { ...instant, nullable: true } as const;
export const count = { type: 'integer', minimum: 0 } as const;
