// Forbids cutting texts by position: a character beyond the first plane counts two there, and half of it is stored by
// no database and shown by no document. `cutText` and `passageOf` of libs/domain/text cut between characters.
import { ESLintUtils } from '@typescript-eslint/utils';
import typescript from 'typescript';

const { TypeFlags } = typescript;

const cuts = new Set(['slice', 'substring', 'substr']);
/** What holds no text of people: instants, days and numbers written as texts. */
const plain = new Set(['toISOString', 'toString', 'toFixed', 'dateIn', 'today', 'String']);

const nameOf = (node) =>
  node.type === 'CallExpression' &&
  (node.callee.type === 'MemberExpression' ? node.callee.property.name : node.callee.name);

/** Zero cuts nothing. */
const cutsNothing = (node) => node.type === 'Literal' && node.value === 0;

/** `name.slice(prefix.length)` takes off a beginning that is known to stand there. */
const isLength = (node) => node?.type === 'MemberExpression' && node.property.name === 'length';
const takesOffPrefix = ([from, to]) =>
  to === undefined && (isLength(from) || (from?.type === 'BinaryExpression' && isLength(from.left)));
const isNumber = (node) => node?.type === 'Literal' && typeof node.value === 'number';

/** Where a text goes that somebody reads or that is kept: the rest of a reader looks at what stands around a place. */
const shownAs = /^(?:quote|why|name|label|message|title|detail|reason)$/;
function isShown({ parent }) {
  if (parent.type === 'CallExpression' && parent.callee.type === 'MemberExpression') return false;
  if (parent.type === 'MemberExpression') return parent.property.name === 'trim' && isShown(parent.parent);
  if (parent.type === 'TemplateLiteral') return true;
  if (parent.type === 'Property') return shownAs.test(parent.key.name ?? '');
  if (parent.type === 'VariableDeclarator') return shownAs.test(parent.id.name ?? '');
  return false;
}

export default {
  rules: {
    'whole-characters': ESLintUtils.RuleCreator.withoutDocs({
      meta: {
        type: 'problem',
        schema: [{ enum: ['everywhere', 'what is shown'] }],
        messages: {
          cut: 'A text is cut by characters: cutText or passageOf of @domain/text, else a rare one is torn in two.',
          index:
            'The n-th unit of a text may be half a character: read it by characters, or ask startsWith and endsWith.',
        },
      },
      defaultOptions: [],
      create(context) {
        const onlyShown = context.options[0] === 'what is shown';
        const services = ESLintUtils.getParserServices(context);
        const checker = services.program.getTypeChecker();
        const isText = (node) => {
          const own = services.getTypeAtLocation(node);
          const type = checker.getBaseConstraintOfType(own) ?? own;
          return (type.isUnion() ? type.types : [type]).some(
            (part) => part.flags & (TypeFlags.String | TypeFlags.TemplateLiteral),
          );
        };
        return {
          'CallExpression[callee.type="MemberExpression"]'(node) {
            const { object, property } = node.callee;
            if (!cuts.has(property.name) || plain.has(nameOf(object))) return;
            if (node.arguments.every(cutsNothing) || takesOffPrefix(node.arguments)) return;
            if (onlyShown && !isShown(node)) return;
            if (isText(object)) context.report({ node, messageId: 'cut' });
          },
          'MemberExpression[computed=true]'(node) {
            if (onlyShown || !isNumber(node.property)) return;
            if (isText(node.object)) context.report({ node, messageId: 'index' });
          },
        };
      },
    }),
  },
};
