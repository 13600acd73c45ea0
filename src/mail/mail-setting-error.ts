import { OwnError } from '#domain/own-error.ts';

/** A setting of mail that is wrong. Its sentences hold nothing of the value. */
export class MailSettingError extends OwnError {
  override readonly name = 'MailSettingError';
  /** What is wrong: the name of the variable, and the rest of the sentence. */
  readonly what: string;
  readonly mend: string;

  constructor(variable: 'MAIL_FROM' | 'MAIL_URL', wrong: string, mend: string) {
    super(`${variable} ${wrong} ${mend}`);
    this.what = `${variable} ${wrong}`;
    this.mend = mend;
  }
}
