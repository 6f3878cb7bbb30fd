import { python } from '@codemirror/lang-python';
import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { useEffect, useRef } from 'react';
import { useAppearance } from '@/shared/ui/appearance';
import { scriptColours } from './script-colours';

/** Two scripts side by side, what differs marked; read only. */
export default function ScriptDiff({ before, after }: { before: string; after: string }) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useAppearance((s) => s.dark);
  useEffect(() => {
    if (!place.current) return;
    const extensions = [
      basicSetup,
      python(),
      scriptColours,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.theme({}, { dark }),
    ];
    const merge = new MergeView({
      parent: place.current,
      a: { doc: before, extensions },
      b: { doc: after, extensions },
    });
    return () => merge.destroy();
  }, [before, after, dark]);
  return <div ref={place} className="script-diff" />;
}
