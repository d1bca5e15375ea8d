export interface Credentials {
  username: string;
  password: string;
}

/** The password of every demonstration account (design 2.2); refused outside demonstration mode. */
export const demonstrationPassword = 'Baoshen-demo-2025';
