export { MailModule } from './mail.module';
export { type Mail, Mailer, outcomeOf, type SendOutcome, SmtpMailer } from './mailer';
