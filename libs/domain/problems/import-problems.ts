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
    detail: '只支持 .docx 和 .txt 文件。',
    english: 'Only .docx and .txt files can be imported.',
  },
  import_legacy_document: {
    status: 415,
    title: '旧版或加密的 Word 文档',
    detail: '请在 Word 或 WPS 中取消密码，另存为 .docx 后再导入。',
    english: 'The file is an old .doc or an encrypted document; save it as .docx without a password.',
  },
  import_wrong_extension: {
    status: 415,
    title: '文件内容与扩展名不符',
    detail: '文件“{extension}”的内容不是该类型，请确认后重新选择。',
    english: 'The content of the file is not what its extension {extension} says.',
  },
  import_macros: {
    status: 422,
    title: '文档含有宏或控件',
    detail: '请另存为不含宏的 .docx 后再导入。',
    english: 'The document contains macros or controls.',
  },
  import_external_entity: {
    status: 422,
    title: '文档含有外部实体',
    detail: '文档中有不允许的 DTD 或实体声明，请重新另存后再导入。',
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
