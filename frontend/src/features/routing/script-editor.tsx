import { python } from '@codemirror/lang-python';
import { type Diagnostic, linter, lintGutter } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppearance } from '@/shared/ui/appearance';
import { scriptColours } from './script-colours';
import { typedOver } from './typed-over';

export interface Flaw {
  problem: string;
  line?: number | null;
  column?: number | null;
}

export interface ScriptEditorHandle {
  /** Put `text` where the cursor is. */
  insert(text: string): void;
  /** Show another script; what was there can be had back by undo. */
  replace(text: string): void;
}

interface Props {
  initial: string;
  onChange(source: string): void;
  check(source: string): Promise<Flaw | null>;
  ref: React.Ref<ScriptEditorHandle>;
}

const CHECK_AFTER_MS = 500;

/** Where a flaw is in the text: its place to the end of the line, or the first line when it is about the whole. */
export function diagnosticOf(flaw: Flaw, document: EditorState['doc']): Diagnostic {
  const line = document.line(Math.min(Math.max(1, flaw.line ?? 1), document.lines));
  const from = Math.min(line.from + Math.max(0, (flaw.column ?? 1) - 1), line.to);
  return { from, to: Math.max(from, line.to), severity: 'error', message: flaw.problem };
}

/** The script's text, Starlark (which reads like Python), checked by the server as it is typed. */
export function ScriptEditor({ initial, onChange, check, ref }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const theme = useRef(new Compartment());
  const dark = useAppearance((s) => s.dark);
  const callbacks = useRef({ onChange, check });
  callbacks.current = { onChange, check };
  const label = t('routing.editor');

  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: initial,
        extensions: [
          basicSetup,
          python(),
          scriptColours,
          typedOver,
          lintGutter(),
          linter(
            async ({ state }) => {
              const flaw = await callbacks.current.check(state.doc.toString());
              return flaw ? [diagnosticOf(flaw, state.doc)] : [];
            },
            { delay: CHECK_AFTER_MS },
          ),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) callbacks.current.onChange(update.state.doc.toString());
          }),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          theme.current.of(EditorView.theme({}, { dark })),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    view.current?.dispatch({ effects: theme.current.reconfigure(EditorView.theme({}, { dark })) });
  }, [dark]);
  useImperativeHandle(ref, () => ({
    insert(text) {
      const editor = view.current;
      if (!editor) return;
      editor.dispatch(editor.state.replaceSelection(text));
      editor.focus();
    },
    replace(text) {
      const editor = view.current;
      editor?.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    },
  }));
  return <div ref={place} className="script-editor" />;
}
