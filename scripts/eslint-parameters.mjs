// Limits parameters as `max-params` does, which knows no constructors: what Nest injects may be eight, since a bag made
// only to hold a few of them says less than their names.
const most = { constructor: 8, other: 6 };

export default {
  rules: {
    parameters: {
      meta: {
        type: 'suggestion',
        schema: [],
        messages: { many: '{{count}} parameters; at most {{most}} here.' },
      },
      create(context) {
        const look = (node) => {
          const allowed = most[node.parent.kind === 'constructor' ? 'constructor' : 'other'];
          const count = node.params.length;
          if (count > allowed) context.report({ node, messageId: 'many', data: { count, most: allowed } });
        };
        return { FunctionDeclaration: look, FunctionExpression: look, ArrowFunctionExpression: look };
      },
    },
  },
};
