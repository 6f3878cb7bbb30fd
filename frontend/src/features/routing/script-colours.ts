import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** The script's words in colours that can be read by day and by night; their values are in routing.css. */
export const scriptColours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword], color: 'var(--script-keyword)' },
    {
      tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))],
      color: 'var(--script-name)',
    },
    { tag: tags.string, color: 'var(--script-text)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--script-number)' },
    { tag: tags.comment, color: 'var(--script-comment)', fontStyle: 'italic' },
  ]),
);
