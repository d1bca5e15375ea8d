import { archiveOf, documentParts, paragraph } from '@features/importing/archive-fixture';
import { encode } from 'iconv-lite';
import { attachmentType } from './attachment-type';

const word = documentParts(paragraph('正文'));
const compound = (stream: string) =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from(stream, 'utf16le')]);
const webp = Buffer.from('RIFF$\0\0\0WEBPVP8L\x17\0\0\0', 'latin1');
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');

describe('what an attachment is', () => {
  it.each([
    ['a.docx', archiveOf(word), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.docx', archiveOf([...word].reverse()), /wordprocessingml/],
    [
      'a.docx',
      archiveOf([{ name: '[trash]/0000.dat', data: Buffer.alloc(10) }, ...word]),
      /wordprocessingml/,
    ],
    ['a.docx', Buffer.concat([archiveOf(word), Buffer.from('\r\n')]), /wordprocessingml/],
    ['a.xlsx', archiveOf([{ name: 'xl/workbook.xml', data: '<workbook/>' }]), /spreadsheetml/],
    ['扫描件.ofd', archiveOf([{ name: 'OFD.xml', data: '<OFD/>' }]), 'application/ofd'],
    ['a.txt', Buffer.from('会议记录'), 'text/plain; charset=utf-8'],
    ['a.txt', encode('会议记录：应到五人，实到五人。', 'gb18030'), 'text/plain; charset=gb18030'],
    ['a.txt', Buffer.from('\uFEFF会议记录', 'utf16le'), 'text/plain; charset=utf-16le'],
    ['a.txt', encode('医院', 'gb18030'), 'text/plain'],
    ['a.webp', webp, 'image/webp'],
    ['a.doc', compound('WordDocument'), 'application/msword'],
  ])('%s (%#)', async (name, content, type) => {
    expect(await attachmentType(name, content)).toMatch(type);
  });

  it.each([
    ['a.jpg', heic, /HEIC.*JPG/],
    ['a.heic', heic, /HEIC/],
    ['a.jpg', webp, /WebP.*扩展名改为 \.webp/],
    ['a.pdf', archiveOf(word), /Word.*\.docx/],
    ['a.docx', compound('EncryptedPackage'), /密码/],
    ['a.docx', Buffer.from('<html>x'), /网页/],
    ['a.docx', archiveOf(word).subarray(0, 400), /不完整或已损坏/],
    ['~$a.docx', Buffer.alloc(162), /临时文件/],
    [
      'a.docx',
      archiveOf([
        {
          name: '[Content_Types].xml',
          data: '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        },
        ...word.slice(1),
        { name: 'word/vbaProject.bin', data: 'x' },
      ]),
      /宏/,
    ],
    ['a.txt', Buffer.from('二\0进制'), /文本/],
    ['a.exe', Buffer.from('MZ\0'), /不支持“\.exe”/],
    ['没有', Buffer.from('x'), /没有扩展名/],
  ])('refuses %s and says why (%#)', async (name, content, why) => {
    await expect(attachmentType(name, content)).rejects.toMatchObject({
      code: 'attachment_type',
      errors: [{ pointer: '/file', detail: expect.stringMatching(why) as string }],
    });
  });
});
