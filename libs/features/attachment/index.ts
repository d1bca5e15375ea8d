export { AttachmentModule } from './attachment.module';
export { type AttachmentOwner, AttachmentService, type AttachmentView } from './attachment.service';
