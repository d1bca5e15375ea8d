import type { ProblemCatalogue } from './problem-definition';

/** Problems of reading a document that somebody imports (design 1.7; cases 38 and 39). */
export const importProblems = {
  import_too_large: {
    status: 413,
    title: '文件过大',
    detail: '导入的文件不能超过{limit} MiB。',
    english: 'The file is larger than {limit} MiB.',
  },
  import_too_long: {
    status: 413,
    title: '文字过多',
    detail: '导入的文字不能超过{limit}字，请分次导入。',
    english: 'The text is longer than {limit} characters.',
  },
  import_busy: {
    status: 503,
    title: '导入的人较多',
    detail: '正在导入的文稿较多，请过一会儿再试。',
    english: 'Many documents are being read at present; try again in a while.',
  },
  import_takes_too_long: {
    status: 422,
    title: '没有读完',
    detail: '这份文稿没有在规定时间内读完，请分成几部分导入。',
    english: 'The document was not read in time; import it in parts.',
  },
  import_unsupported_type: {
    status: 415,
    title: '不支持的文件类型',
    detail: '只支持 .docx 和 .txt 文件。{advice}',
    english: 'Only .docx and .txt files can be imported. {advice}',
  },
  import_lock_file: {
    status: 415,
    title: '这是临时文件',
    detail:
      '名称以“~$”开头的是 Word 打开文档时留下的临时文件，里面没有文稿。请选择名称中没有“~$”的那一个文件。',
    english: 'Files named ~$… are left by Word while a document is open; choose the document itself.',
  },
  import_legacy_document: {
    status: 415,
    title: '旧版 Word 或 WPS 文档',
    detail: '旧版格式（.doc、.wps）不能直接导入。请用 Word 或 WPS 打开，另存为 .docx 后再导入。{advice}',
    english: 'The file is an old .doc or .wps document; save it as .docx. {advice}',
  },
  import_password: {
    status: 415,
    title: '文档加了密码',
    detail: '文档有打开密码，系统读不到里面的文字。请用 Word 或 WPS 打开，取消密码并保存后再导入。',
    english: 'The document is encrypted; save it without a password.',
  },
  import_wrong_extension: {
    status: 415,
    title: '文件内容与扩展名不符',
    detail: '文件扩展名是“{extension}”，内容却是{actual}。{advice}',
    english: 'The content of the file is not what its extension {extension} says. {advice}',
  },
  import_macros: {
    status: 422,
    title: '文档含有宏',
    detail: '文档里有宏（VBA 程序）。请另存为不含宏的 .docx 后再导入。',
    english: 'The document contains macros.',
  },
  import_controls: {
    status: 422,
    title: '文档含有 ActiveX 控件',
    detail:
      '文档里有 ActiveX 控件（如按钮、输入框）。请在“开发工具”中删除控件，或把文字复制到新文档后再导入。',
    english: 'The document contains ActiveX controls; it has no macros.',
  },
  import_embedded_document: {
    status: 422,
    title: '文字在嵌入的网页或文档里',
    detail:
      '这份文档的文字全部放在嵌入的网页或另一份文档里（常见于网页或系统导出的 Word）。请用 Word 打开并另存为 .docx 后再导入。',
    english: 'All text of the document lies in embedded content; open it in Word and save it anew.',
  },
  import_scan: {
    status: 422,
    title: '只有图片，没有文字',
    detail: '这是{kind}，看起来是扫描件或照片。请先识别（OCR）成文字，再粘贴或存为 .docx 后导入。',
    english: 'The file holds pictures and no text; have its text recognised first.',
  },
  import_external_entity: {
    status: 422,
    title: '文档含有外部实体',
    detail: '文档正文中有不允许的 DTD 或实体声明，请用 Word 或 WPS 打开并另存后再导入。',
    english: 'The document declares a DTD or entities.',
  },
  import_expands_too_far: {
    status: 422,
    title: '文档解压后过大',
    detail: '文档解压后超出限制，或与其声明的大小不符。',
    english: 'The document unpacks to more than is allowed, or to another size than it declares.',
  },
  import_damaged: {
    status: 422,
    title: '文档已损坏',
    detail: '文档无法打开，请用 Word 或 WPS 打开并另存后再导入。',
    english: 'The document cannot be opened.',
  },
  import_broken_encoding: {
    status: 422,
    title: '文本编码有误',
    detail: '文件第{offset}字节处的{encoding}编码已损坏，请重新保存后再导入。',
    english: 'The file is broken {encoding} at byte {offset}.',
  },
  import_unknown_encoding: {
    status: 422,
    title: '无法识别文本编码',
    detail: '请将文件另存为 UTF-8 编码后再导入。',
    english: 'The encoding of the file is not recognised; save it as UTF-8.',
  },
  import_ambiguous_encoding: {
    status: 422,
    title: '文本编码不能确定',
    detail:
      '同样的内容按 UTF-8 读作“{first}”，按 GBK 读作“{second}”，不能替您猜。请另存为“UTF-8”（Excel 中选“CSV UTF-8”）或 .xlsx 后再导入。',
    english: 'The file says “{first}” in UTF-8 and “{second}” in GBK; save it as UTF-8 with its mark.',
  },
  import_unreadable_character: {
    status: 422,
    title: '含有无法保存的字符',
    detail: '第{position}个字符（{character}）无法保存，请删除后再导入。',
    english: 'Character {position} ({character}) cannot be stored.',
  },
  import_empty: {
    status: 422,
    title: '没有可导入的文字',
    detail: '文件中没有文字。扫描件请先识别为文字。',
    english: 'There is no text in the file.',
  },
  import_does_not_fit: {
    status: 422,
    title: '导入的内容放不下',
    detail: '有的部分超出可以保存的长度，请删减或分开后再导入。',
    english: 'A part of the imported text is longer than may be saved.',
  },
} as const satisfies ProblemCatalogue;
