import { DocumentModule } from '@features/document';
import { Module } from '@nestjs/common';
import { DocumentController } from './document.controller';
import { ExportController } from './export.controller';
import { WorkbookController } from './workbook.controller';

@Module({
  imports: [DocumentModule],
  controllers: [DocumentController, ExportController, WorkbookController],
})
export class DocumentApiModule {}
