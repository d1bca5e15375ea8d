export { cutText, passageOf } from './cut-text';
