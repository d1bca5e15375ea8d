/** Letters, digits, dot, hyphen and underscore; compared without case. */
export const usernameFormat = /^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/;
