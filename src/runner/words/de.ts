import type { OwnKey } from './en.ts';

/** The same in German. */
export const de: Readonly<Record<OwnKey, string>> = {
  'init.made': 'Die Datenbank ist eingerichtet, Version {version}.',
  'init.brought-up': 'Die Datenbank wurde von Version {before} auf {version} gebracht.',
  'init.same': 'Die Datenbank war schon eingerichtet, Version {version}.',
  'init.key':
    'Ein Schlüssel, der Geheimnisse versiegelt, liegt in {file}. Bewahren Sie anderswo eine Kopie auf: Ohne ihn müssen die Geheimnisse neu eingegeben werden.',
  'add.done': '{name} wurde hinzugefügt. Sehen Sie, was beide Schlüssel lesen können: {command}',
  'add.updated': '{name} wurde geändert.',
  'list.none': 'Es gibt noch keine Unternehmen. Fügen Sie eines hinzu: {command}',
  'list.name': 'Name',
  'list.automatic': 'Automatische Importe',
  'list.success': 'Letzter Erfolg',
  'pause.done': 'Die automatischen Importe von {name} sind ausgesetzt.',
  'pause.ended':
    'Die Aussetzung von {name} ist beendet. Hat sich viel angesammelt, geschieht der erste Import von Hand: {command}',
  'remove.done':
    '{name} wurde entfernt, samt Geheimnissen, Verknüpfungen, Entscheidungen und Verlauf. In den beiden Systemen wurde nichts geändert.',
  'preview.import': 'Genau dies importieren: {command}',
  'preview.override': 'Eine Sperre lässt sich einmal aufheben, für genau diese Vorschau: {command}',
  'preview.more': 'Zeilen, die nichts brauchen und nicht aufgeführt sind: {n}. --all führt sie auf.',
  'preview.ids': 'Die Mitarbeiter-IDs der Personen speichern, die sich sonst nicht unterscheiden ({n}): {command}',
  'preview.used': 'Diese Vorschau wurde importiert. Machen Sie eine neue: {command}',
  'import.nothing': 'Es gibt nichts zu importieren.',
  'import.rests':
    'Small Improvements bat um eine Pause. Um {time} geht es weiter; beenden Sie dies, so macht ein Worker weiter.',
  'import.left':
    'Unterbrochen. Was unterwegs war, ist geklärt, der Rest bleibt erhalten: Ein Worker macht damit weiter, oder dieser Befehl: {command}',
  'import.leaving': 'Es endet, sobald beantwortet ist, was unterwegs ist. Nochmals Strg-C beendet sofort.',
  'import.answer': 'Antworten Sie mit einem von: {commands}',
  'revert.go': 'Genau dies rückgängig machen: {command}',
  'choose.done': 'Gewählte Zeilen: {n}.',
  'mail.none': 'Alle mit einem Konto wurden informiert.',
  'mail.go': 'Die Passwort-E-Mail an alle senden, die sicher keine haben: {command}',
  'history.none': 'Noch keine Läufe.',
  'history.others': 'Läufe einer anderen Firma, mit der dieser Name verbunden war, nicht gezeigt: {n}',
  'history.run': 'Lauf {id}',
  'override.done': 'Die Sperre ist für genau diese Vorschau aufgehoben. Importieren Sie sie: {command}',
  'answer.done': 'Gemerkt. Machen Sie eine neue Vorschau: {command}',
  'decide.done': '{what}: {who}. Es gilt ab der nächsten Vorschau.',
  'decide.taken-back': 'Zurückgenommen. Es gilt ab der nächsten Vorschau.',
  'decide.none': 'Es gibt keine Entscheidungen.',
  'status.queue': 'Warteschlange: {waiting} wartend, {failed} aufgegeben',
  'status.webhooks': 'Webhooks: {waiting} wartend, {failed} aufgegeben',
  'status.paused': 'ausgesetzt',
  'status.on': 'an',
  'status.off': 'aus',
  'status.busy': 'Bei der Arbeit',
  'due.needs-preview':
    'Von selbst wird nichts importiert, bevor jemand eine Vorschau dieser Verbindung angesehen hat: `preview {name}`.',
  'due.once-a-day':
    'Der nächste Versuch ist am {time}. Geben Sie einen neuen Schlüssel ein: `add {name} --update`. Wird der Schlüssel wieder angenommen, so geht es nach `preview {name}` sofort weiter.',
  'due.overdue':
    'Er war am {time} fällig. Es läuft kein Worker, oder ein Import läuft noch. Ein Worker holt ihn nach: `work`.',
  'webhook.set': 'Nachrichten gehen ab jetzt signiert an {host}.',
  'webhook.secret': 'Womit sie signiert werden, für den Empfänger; es wird nicht noch einmal gezeigt: {secret}',
  'webhook.removed': 'Niemand wird mehr über einen Webhook benachrichtigt.',
  'webhook.taken': 'Die Nachricht wurde angenommen.',
  'transfer.out':
    'Geschrieben nach {file}. Schalten Sie die automatischen Importe hier aus, bevor sie anderswo beginnen.',
  'transfer.in': 'Übernommen. Automatische Importe warten auf eine Vorschau: {command}',
  'transfer.go': 'Nichts wurde geändert. So wird es übernommen: {command}',
  'work.ready':
    'Bei der Arbeit für alle Unternehmen der Datenbank, bis zu {n} zugleich. Es endet mit SIGTERM oder Strg-C.',
  'work.ended': 'Sauber beendet.',
  'work.left': 'Beendet, bevor alles zu Ende war. Andere Worker machen damit weiter.',
  'clock.off': 'Die Uhr dieser Maschine geht um {n} min falsch; was fällig ist, richtet sich nach der der Datenbank.',
  'error.facts': 'Einzelheiten',
  'error.plan-empty': 'Es gibt nichts zu tun.',

  'fix.settings-missing': 'Ergänzen Sie die genannten Einstellungen oder Geheimnisse: `add NAME --update`.',
  'fix.settings-invalid': 'Berichtigen Sie die genannten Werte, und wiederholen Sie den Befehl.',
  'fix.preview-needed': 'Machen Sie zuerst eine Vorschau: `preview NAME`.',
  'fix.plan-missing': 'Machen Sie eine neue Vorschau: `preview NAME`.',
  'fix.plan-stale': 'Machen Sie eine neue Vorschau: `preview NAME`.',
  'fix.plan-changed':
    'Machen Sie eine neue Vorschau, und importieren Sie den Fingerabdruck, den sie nennt: `preview NAME`.',
  'fix.plan-blocked':
    'Folgen Sie der Abhilfe der Sicherheitsregel, oder geben Sie diese Vorschau einmal frei: `override NAME`.',
  'fix.run-busy': 'Warten Sie, bis es fertig ist: `status NAME` zeigt es.',
  'fix.run-interrupted':
    'Machen Sie eine neue Vorschau. Ein offener Import geht von selbst weiter, solange ein Worker läuft.',
  'fix.secret-lost':
    'Geben Sie den RUNNER_KEY an, mit dem die Geheimnisse versiegelt wurden, oder geben Sie sie neu ein: `add NAME --update`.',
  'fix.bamboo-wrong-key':
    'Erstellen Sie in BambooHR einen neuen Schlüssel, und geben Sie ihn ein: `add NAME --update`. Schlüssel gelten nicht mehr, wenn ihr Besitzer das Unternehmen verlässt.',
  'fix.si-wrong-token':
    'Erstellen Sie in Small Improvements ein neues Token, und geben Sie es ein: `add NAME --update`.',
  'fix.bamboo-wrong-subdomain': 'Berichtigen Sie `bambooSubdomain` in der Einstellungsdatei: `add NAME --update`.',
  'fix.si-wrong-address': 'Berichtigen Sie `siAddress` in der Einstellungsdatei: `add NAME --update`.',
  'fix.storage-quota':
    'Schaffen Sie Platz auf der Platte der Datenbank, und wiederholen Sie den Befehl. Nichts ist verloren.',
  'fix.storage-failed':
    'Sehen Sie nach, ob PostgreSQL läuft und erreichbar ist, und wiederholen Sie den Befehl. Nichts ist verloren.',

  'what.database-address': 'DATABASE_URL ist keine Adresse einer PostgreSQL-Datenbank.',
  'what.database-missing': 'DATABASE_URL ist nicht gesetzt.',
  'what.database-unreachable':
    'Unter DATABASE_URL antwortet kein PostgreSQL, oder es startet gerade, hält an oder ist voll.',
  'what.database-refused':
    'PostgreSQL verweigert die Anmeldung oder ein nötiges Recht, oder kennt die Datenbank nicht.',
  'what.database-encoding': 'Die Datenbank fasst nicht jeden Buchstaben eines Namens: Sie ist nicht in UTF-8.',
  'what.database-not-set-up': 'Die Datenbank wurde nie eingerichtet.',
  'what.database-older': 'Die Datenbank hat eine ältere Version als dieses Programm.',
  'what.database-newer': 'Eine neuere Version dieses Programms hat mit der Datenbank gearbeitet.',
  'what.tenant-name': 'Das ist kein Name für ein Unternehmen.',
  'what.tenant-taken': 'Ein Unternehmen dieses Namens gibt es schon.',
  'what.tenant-unknown': 'Ein Unternehmen dieses Namens gibt es nicht.',
  'what.sealing-key': 'Der Schlüssel, der Geheimnisse versiegelt, hat nicht 32 Bytes.',
  'what.sealing-key-missing':
    'Der Schlüssel, der Geheimnisse versiegelt, fehlt: Weder RUNNER_KEY noch RUNNER_KEY_FILE ist gesetzt.',
  'what.file-unreadable': 'Eine Datei lässt sich nicht lesen oder schreiben.',
  'what.file-there': 'Die Datei gibt es schon.',
  'what.settings-file': 'Die Einstellungsdatei ist kein JSON-Objekt.',
  'what.settings-unfit': 'Die Einstellungsdatei enthält Werte, die sich nicht verwenden lassen.',
  'what.secret-missing': 'Ein Geheimnis fehlt.',
  'what.person-unknown': 'Niemand in der letzten Vorschau heißt so.',
  'what.person-unclear': 'Mehrere in der letzten Vorschau heißen so.',
  'what.decision-unclear': 'Das lässt sich ohne weitere Angaben nicht entscheiden.',
  'what.row-fixed': 'Diese Zeile lässt sich nicht wählen.',
  'what.run-unknown': 'Einen solchen Lauf gibt es nicht.',
  'what.run-open':
    'Ein Import oder eine Rücknahme dieses Unternehmens ist nicht zu Ende: Ein Worker ist daran, oder er blieb offen.',
  'what.run-interrupted': 'Die Arbeit wurde unterbrochen, bevor sie zu Ende war.',
  'what.storage-quota': 'Die Platte der Datenbank ist voll.',
  'what.storage-failed': 'Die Datenbank nahm nicht an, was zu speichern war, oder gab Gespeichertes nicht heraus.',
  'what.not-confirmed':
    'Damit geht alles weg, was von dem Unternehmen gespeichert ist: Geheimnisse, Verknüpfungen, Entscheidungen und Verlauf.',
  'what.webhook-missing': 'Dieses Unternehmen hat keinen Webhook.',
  'what.webhook-refused': 'Der Empfänger des Webhooks hat die Nachricht nicht angenommen.',
  'what.webhook-address': 'Die Adresse des Webhooks lässt sich nicht verwenden.',
  'what.webhook-secret': 'Das Geheimnis des Webhooks lässt sich nicht verwenden.',
  'what.metrics-address': 'Metriken lassen sich dort nicht anbieten.',
  'fix.database-address': 'Schreiben Sie sie als postgres://user@host/database.',
  'fix.database-missing': 'Setzen Sie es auf die Adresse Ihrer Datenbank, etwa postgres://user@host/database.',
  'fix.database-unreachable': 'Starten Sie PostgreSQL, berichtigen Sie Host und Port, oder versuchen Sie es später.',
  'fix.database-refused':
    'Berichtigen Sie Benutzer, Passwort, Datenbank und `sslmode`. Der Benutzer braucht das Recht, dort Tabellen anzulegen.',
  'fix.database-encoding':
    'Legen Sie mit `CREATE DATABASE … ENCODING UTF8 TEMPLATE template0` eine an und nennen Sie sie in DATABASE_URL. Nichts wurde geändert.',
  'fix.database-not-set-up': 'Richten Sie sie ein: `init`.',
  'fix.database-older':
    'Halten Sie die Worker jener Version an, und bringen Sie sie dann hoch: `init`. Was darin ist, bleibt.',
  'fix.database-newer': 'Aktualisieren Sie das Programm. Nichts wurde geändert.',
  'fix.tenant-name': 'Verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche, höchstens 63, etwa acme.',
  'fix.tenant-taken':
    'Wählen Sie einen anderen Namen, oder ändern Sie das vorhandene Unternehmen: `add NAME --update`.',
  'fix.tenant-unknown': 'Sehen Sie in der Liste nach: `list`.',
  'fix.sealing-key':
    'Geben Sie den Schlüssel an, mit dem die Geheimnisse versiegelt wurden: 32 Bytes in Base64 oder hexadezimal.',
  'fix.sealing-key-missing':
    'Setzen Sie eines davon. Einen neuen Schlüssel macht `init --make-key FILE` oder `openssl rand -base64 32`.',
  'fix.file-unreadable': 'Berichtigen Sie den Pfad oder die Rechte des Benutzers, der dies ausführt.',
  'fix.file-there': 'Wählen Sie einen anderen Pfad. Ein Schlüssel, der verwendet wird, darf nicht verloren gehen.',
  'fix.settings-file':
    'Schreiben Sie sie als {"bambooSubdomain": "acme", "siAddress": "https://acme.small-improvements.com"}.',
  'fix.settings-unfit': 'Berichtigen Sie, was unten genannt ist. Nichts wurde gespeichert.',
  'fix.secret-missing':
    'Setzen Sie jede unten genannte Variable, oder denselben Namen mit _FILE auf den Pfad einer Datei, in der sie steht.',
  'fix.person-unknown':
    'Verwenden Sie Schlüssel, Mitarbeiter-ID, Konto-ID, E-Mail oder ganzen Namen einer Zeile: `preview NAME --saved --all --json`.',
  'fix.person-unclear': 'Verwenden Sie einen der unten genannten Schlüssel.',
  'fix.decision-unclear': 'Siehe `decide --help`.',
  'fix.row-fixed': 'Ihre Begründung sagt, warum: `preview NAME --saved --all`.',
  'fix.run-unknown': 'Sehen Sie in der Liste nach: `history NAME`.',
  'fix.run-open':
    'Sehen Sie nach, wie weit er ist: `status NAME`. Fortsetzen: `import NAME --resume`; den Rest aufgeben: `import NAME --cancel`.',
  'fix.not-confirmed': 'Wiederholen Sie den Befehl mit --yes, wenn das gemeint ist.',
  'fix.webhook-missing': 'Setzen Sie einen: `webhook NAME set`.',
  'fix.webhook-refused':
    'Sorgen Sie dafür, dass er mit einem Status der Zweihunderter antwortet, oder berichtigen Sie die Adresse: `webhook NAME set`. Einer Weiterleitung wird nicht gefolgt.',
  'fix.webhook-address': 'Verwenden Sie eine https-Adresse ohne Benutzer darin. Auf diesem Rechner geht auch http.',
  'fix.webhook-secret':
    'Verwenden Sie whsec_ und 24 bis 64 Bytes in Base64, oder lassen Sie es weg, dann wird eines gemacht.',
  'fix.metrics-address': 'Verwenden Sie eine Adresse nur dieses Rechners und einen freien Port.',
  'setting.unknown': '{path}: Eine solche Einstellung gibt es nicht.',
  'setting.meant': '{path}: Eine solche Einstellung gibt es nicht. Ist {other} gemeint?',
  'setting.browser': '{path}: Diese Einstellung gehört einem Browser. Nehmen Sie sie heraus.',
  'setting.one-of': '{path}: Verwenden Sie eines von {values}.',
  'setting.type': '{path}: Verwenden Sie {type}.',
  'setting.least': '{path}: {n} ist das Mindeste.',
  'setting.most': '{path}: {n} ist das Höchste.',
  'setting.address': '{path}: Das ist keine Adresse jenes Systems.',
  'setting.wrong': '{path}: Dieser Wert lässt sich nicht verwenden.',
  'type.string': 'einen Text in Anführungszeichen',
  'type.number': 'eine Zahl ohne Anführungszeichen',
  'type.int': 'eine ganze Zahl ohne Anführungszeichen',
  'type.boolean': 'true oder false, ohne Anführungszeichen',
  'type.array': 'eine Liste in eckigen Klammern',
  'type.object': 'ein Objekt in geschweiften Klammern',
  'type.record': 'ein Objekt in geschweiften Klammern',
};
