// SPDX-License-Identifier: MIT
#include "tests/gallery/gallerystage.h"

#include <QDir>
#include <QtTest>

#include <memory>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(telltale::test::GalleryState)

/// The window against the pictures of docs/gallery.
class GalleryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(anyQmlWarning()); }

    void sheets_areAsCommitted_data()
    {
        QTest::addColumn<GalleryState>("state");
        QTest::addColumn<Theme::Name>("theme");
        for (const GalleryState state : allGalleryStates()) {
            for (const Theme::Name theme : allGalleryThemes())
                QTest::addRow("%s-%s", qPrintable(nameOf(theme)), qPrintable(nameOf(state))) << state << theme;
        }
    }
    void sheets_areAsCommitted()
    {
        QFETCH(GalleryState, state);
        QFETCH(Theme::Name, theme);
        GalleryStage *stage = stageOf(state);
        QVERIFY(stage);
        QCOMPARE(stage->renderer(), qEnvironmentVariable("TELLTALE_EXPECT_RENDERER"));
        const QString name = sheetName(theme, state, stage->renderer());
        const QImage wanted(QDir(QStringLiteral(GALLERY_PICTURES_DIR)).filePath(name));
        QVERIFY2(!wanted.isNull(), qPrintable(name + u" is missing: ./dev gallery makes it"_s));
        const QImage found = stage->grab(theme);
        const SheetComparison comparison = compareSheets(found, wanted, stage->cells());
        if (comparison.faults.isEmpty())
            return;
        const QDir folder(QStringLiteral(GALLERY_DIFFERENCES_DIR));
        QVERIFY(QDir().mkpath(folder.path()));
        QVERIFY(found.save(folder.filePath(u"found-"_s + name)));
        QVERIFY(comparison.picture.save(folder.filePath(u"different-"_s + name)));
        QFAIL(qPrintable(u"%1 differs in: %2. See %3; if it is meant, ./dev gallery draws it anew"_s.arg(
            name, comparison.text(), folder.filePath(u"different-"_s + name))));
    }

    /// A panel type that is added must be shown here, too.
    void sheets_haveEveryTypeOfPanel()
    {
        GalleryStage *stage = stageOf(GalleryState::Live);
        QVERIFY(stage);
        QStringList missing;
        const QMetaEnum types = QMetaEnum::fromType<Panel::Type>();
        const QList<SheetCell> cells = stage->cells();
        for (int i = 0; i < types.keyCount(); ++i) {
            const QString id = QString::fromLatin1(types.key(i)).toLower();
            if (std::none_of(cells.cbegin(), cells.cend(), [&](const SheetCell &cell) { return cell.name == id; }))
                missing << id;
        }
        QCOMPARE(missing, QStringList());
    }

    void cleanupTestCase() { m_stage.reset(); }

private:
    /// One stage serves all themes of its state.
    GalleryStage *stageOf(GalleryState state)
    {
        if (!m_stage || m_state != state)
            m_stage = std::make_unique<GalleryStage>(state);
        m_state = state;
        return m_stage->isValid() ? m_stage.get() : nullptr;
    }

    std::unique_ptr<GalleryStage> m_stage;
    GalleryState m_state = GalleryState::Waiting;
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    GalleryTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_gallery.moc"
