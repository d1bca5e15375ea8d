import { cutText } from '@domain/text';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Stable for the message: a server that sees it twice can tell. */
  messageId: string;
}

/**
 * What became of an attempt. `refused`: the server certainly did not take it, `permanent` where trying again
 * cannot help. `unknown`: it may have arrived; never try again (design 1.6).
 */
export type SendOutcome =
  | { kind: 'sent' }
  | { kind: 'refused'; permanent: boolean; reason: string }
  | { kind: 'unknown'; reason: string };

export abstract class Mailer {
  abstract send(mail: Mail): Promise<SendOutcome>;
  close(): void {
    // Nothing is held open.
  }
}

interface SmtpError extends Error {
  code?: string;
  /** The system's code, where nodemailer put its own in its place. */
  originalCode?: string;
  responseCode?: number;
  timeoutType?: string;
}

/**
 * Together they lie below the time after which an attempt counts as of unknown outcome: whoever waits longer for a
 * server would be told of an answer that nobody reads any more.
 */
export const mailTimeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  /** Of silence on an open line. */
  socketTimeout: 30_000,
} as const;

/** Sends through the server of SMTP_URL. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    // Not pooled: the pool sends a letter again by itself when its line is cut, which may be after it arrived.
    const transport: SMTPTransport.Options = { url, ...mailTimeouts };
    this.transport = createTransport(transport);
  }

  async send(mail: Mail): Promise<SendOutcome> {
    try {
      await this.transport.sendMail({
        from: this.from,
        ...mail,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error as SmtpError);
    }
  }

  override close(): void {
    this.transport.close();
  }
}

/** The connection was never made, or ended before a letter was spoken of. */
const neverReached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const beforeAnyLetter = new Set(['EDNS', 'ETLS', 'EAUTH', 'EENVELOPE']);

/**
 * A refusal is the server's own word, or a failure that can only happen before the text is handed over. Whatever
 * else happens, a line cut or silent, the server may have taken the letter already.
 */
export function outcomeOf(error: SmtpError): SendOutcome {
  const reason = cutText(error.message, 500);
  const { code = '', originalCode = '', responseCode = 0, timeoutType = '' } = error;
  if (responseCode >= 400) return { kind: 'refused', permanent: responseCode >= 500, reason };
  const early = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'].includes(timeoutType);
  if (early || beforeAnyLetter.has(code) || neverReached.has(code) || neverReached.has(originalCode))
    return { kind: 'refused', permanent: false, reason };
  return { kind: 'unknown', reason };
}
