export { MailModule } from './mail.module';
export { type Mail, Mailer, mailTimeouts, outcomeOf, type SendOutcome, SmtpMailer } from './mailer';
