import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { AGENT_FACTS, CALL_FACTS, EXAMPLES } from './examples';

/** What a script may define and what it is told, with examples to begin from. */
export function ScriptReference({ onUse }: { onUse(source: string): void }) {
  const { t } = useTranslation();
  return (
    <div className="script-reference">
      <h3>{t('routing.functions')}</h3>
      <dl>
        <dt>
          <code>priority(call)</code>
        </dt>
        <dd>{t('routing.priorityFunction')}</dd>
        <dt>
          <code>choose(call, agents)</code>
        </dt>
        <dd>{t('routing.chooseFunction')}</dd>
      </dl>
      <h3>{t('routing.examples')}</h3>
      <ul className="script-examples">
        {EXAMPLES.map(({ key, source }) => (
          <li key={key}>
            <span>{t(`routing.example.${key}`)}</span>
            <Button size="small" onClick={() => onUse(source)}>
              {t('routing.useExample')}
            </Button>
          </li>
        ))}
      </ul>
      <h3>
        <code>call</code>
      </h3>
      <table>
        <tbody>
          {CALL_FACTS.map(([name, type]) => (
            <tr key={name}>
              <th scope="row">
                <code>{`call["${name}"]`}</code>
              </th>
              <td>{type}</td>
              <td>{t(`routing.callFact.${name}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>
        <code>agents</code>
      </h3>
      <table>
        <tbody>
          {AGENT_FACTS.map(([name, type]) => (
            <tr key={name}>
              <th scope="row">
                <code>{`agent["${name}"]`}</code>
              </th>
              <td>{type}</td>
              <td>{t(`routing.agentFact.${name}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
