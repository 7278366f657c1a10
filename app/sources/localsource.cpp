// SPDX-License-Identifier: MIT
#include "app/sources/localsource.h"

#include "app/hostfeed/hostsampler.h"

using namespace Qt::StringLiterals;

namespace telltale {

LocalFeed::LocalFeed()
    : m_feed(options())
{}

void LocalFeed::start()
{
    if (!m_url.valid())
        m_url = std::async(std::launch::async, [this] { return m_feed.start(); }).share();
}

Result<FeedSourceOptions> LocalFeed::source()
{
    start();
    const Result<QUrl> &url = m_url.get();
    if (!url)
        return url.error();
    FeedSourceOptions source;
    source.feed.url = *url;
    source.dialectOptions.headers = {{"Authorization"_ba, "Bearer " + m_token}};
    return source;
}

HostFeedOptions LocalFeed::options() const
{
    const auto sampler = std::make_shared<HostSampler>();
    HostFeedOptions options;
    options.server.token = m_token;
    options.sampler = [sampler] { return sampler->sampleAsJson(wallClockNow()); };
    return options;
}

} // namespace telltale
