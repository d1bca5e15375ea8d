/** A backup cannot be written or restored; the message says what to do about it. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Whatever is wrong with an archive, nobody can repair it: the reader is only told which part it was. */
export function damaged(part: string): BackupError {
  return new BackupError(
    `备份文件不完整或已损坏（${part}），没有写入任何内容。请改用另一份备份。\n` +
      `The backup is incomplete or damaged (${part}); nothing was written. Use another one.`,
  );
}
