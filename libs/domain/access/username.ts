/** Letters, digits, dot, hyphen and underscore of ASCII; compared without case. */
export const usernameFormat = /^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/;

/**
 * The one form by which accounts are found, counted and kept apart, or null for what is no username at all. Only
 * ASCII letters are folded: of letters elsewhere (U+0130, U+212A) languages and databases disagree. The column
 * `app_user.username_key` holds the same form.
 */
export function usernameKey(typed: string): string | null {
  const username = typed.trim();
  return usernameFormat.test(username) ? username.toLowerCase() : null;
}
